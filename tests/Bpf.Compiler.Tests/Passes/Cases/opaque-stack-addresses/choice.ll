; Of two addresses in one slot one is opaque.
define i8 @f(i1 %second) {
  %table = alloca [8 x i8], align 8
  %four = getelementptr i8, ptr %table, i64 4
  %address = select i1 %second, ptr %four, ptr %table
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after opaque-stack-addresses
define i8 @f(i1 %second) {
  %table = alloca [8 x i8], align 8
  %four = getelementptr i8, ptr %table, i64 4
  %1 = call ptr asm "", "=r,0"(ptr %four)
  %address = select i1 %second, ptr %1, ptr %table
  %element = load i8, ptr %address, align 1
  ret i8 %element
}
