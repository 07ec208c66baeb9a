; A quotient by a constant has a largest value.
@table = global [8 x i8] zeroinitializer

define i8 @f(i64 %x) {
  %small = and i64 %x, 255
  %index = udiv i64 %small, 40
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after index-bounds
define i8 @f(i64 %x) {
  %small = and i64 %x, 255
  %index = udiv i64 %small, 40
  %1 = call i64 asm "", "=r,0"(i64 %index)
  %2 = icmp ugt i64 %1, 6
  %3 = select i1 %2, i64 6, i64 %1
  %address = getelementptr i8, ptr @table, i64 %3
  %element = load i8, ptr %address, align 1
  ret i8 %element
}
