-- Counts the answers of a team in a warehouse, so that no row of a person has to leave it.
-- Takes a table team_answers(respondent, role, item, answer): one row for every question that a person was asked,
-- answer 1 to 5, dk, na, or NULL where nothing was said; role NULL where none was said.
-- Save the outcome as CSV with its header and give it to: python -m assessment team counts.csv
SELECT role, item, answer, COUNT(*) AS count
FROM team_answers
GROUP BY role, item, answer
ORDER BY role, item, answer
