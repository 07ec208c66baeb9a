; Rows and columns: the bound is that of the sum.
@table = global [64 x i8] zeroinitializer

define i8 @f(i64 %x, i64 %y) {
  %row = urem i64 %x, 8
  %column = urem i64 %y, 8
  %offset = shl i64 %row, 3
  %line = getelementptr i8, ptr @table, i64 %offset
  %address = getelementptr i8, ptr %line, i64 %column
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after access-bounds
define i8 @f(i64 %x, i64 %y) {
  %row = urem i64 %x, 8
  %column = urem i64 %y, 8
  %offset = shl i64 %row, 3
  %1 = add i64 %column, %offset
  %2 = call i64 asm "", "=r,0"(i64 %1)
  %3 = and i64 %2, 63
  %4 = getelementptr i8, ptr @table, i64 %3
  %element = load i8, ptr %4, align 1
  ret i8 %element
}
