# Prints what R's package multilevel makes of its own real data: Rscript multilevel.R > multilevel.txt
# A row is the answers of one group to one item on a scale of 1 to 5; or, where the item is LEAD, to eleven items together.
suppressMessages(library(multilevel))

sets <- list(
  lq2002 = list(group = "COMPID", items = c("LEAD01", "LEAD07", "TSIG01", "TSIG03"), groups = 49),
  bhr2000 = list(group = "GRP", items = c("AF06", "AP33", "RELIG"), groups = 25),
  cohesion = list(group = "PLACE", items = c("COH01", "COH02", "COH03", "COH04", "COH05"), groups = 10)
)

cat("# R", paste(R.version$major, R.version$minor, sep = "."), "multilevel", as.character(packageVersion("multilevel")), "\n")
cat("set item group n1 n2 n3 n4 n5 n sd ad rwg\n")
row <- function(set, item, group, x, ad, rwg) {
  counts <- sapply(1:5, function(level) sum(x == level))
  cat(set, item, group, counts, length(x), sprintf("%.10f", sd(x)), sprintf("%.10f", ad), sprintf("%.10f", rwg), "\n")
}
for (name in names(sets)) {
  set <- sets[[name]]
  data(list = name)
  frame <- get(name)
  if (name == "cohesion") frame$PLACE <- paste(frame$UNIT, frame$PLATOON, sep = ".")
  for (item in set$items) {
    ad <- ad.m(frame[[item]], frame[[set$group]])
    rwg <- rwg(frame[[item]], frame[[set$group]], ranvar = 2)
    for (group in head(as.character(rwg$grpid), set$groups)) {
      x <- na.exclude(frame[[item]][as.character(frame[[set$group]]) == group])
      if (length(x) > 1) row(name, item, group, x, ad$AD.M[as.character(ad$grpid) == group], rwg$rwg[as.character(rwg$grpid) == group])
    }
  }
}

# A dimension: the mean of the items' average deviations, as ad.m gives it for several items.
cat("# lq2002: ad.m of LEAD01 to LEAD11 together; each line has the counts n1 to n5 of item after item\n")
items <- sprintf("LEAD%02d", 1:11)
together <- ad.m(lq2002[, items], lq2002$COMPID)
for (group in head(as.character(together$grpid), 12)) {
  part <- lq2002[as.character(lq2002$COMPID) == group, items]
  counts <- unlist(lapply(items, function(item) sapply(1:5, function(level) sum(part[[item]] == level))))
  cat("dimension", group, counts, sprintf("%.10f", together$AD.M[as.character(together$grpid) == group]), "\n")
}

# What random answers give: rwg.sim draws 5 equally likely options; its 95 % value is to be compared with exact enumeration.
cat("# rwg.sim: group size, 95 % value of 5,000 draws\n")
for (size in c(5, 6, 7, 10)) {
  set.seed(20261122)
  cat("chance", size, sprintf("%.4f", quantile(rwg.sim(gsize = size, nresp = 5, nrep = 5000), .95)), "\n")
}
