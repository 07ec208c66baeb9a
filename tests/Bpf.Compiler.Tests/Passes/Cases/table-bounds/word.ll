; Two bytes, at a constant behind the index.
@framework_0 = internal constant [20 x i8] c"abcdefghijklmnopqrst"

define i16 @f(i64 %x) {
  %address = getelementptr i16, ptr @framework_0, i64 %x
  %behind = getelementptr i8, ptr %address, i64 4
  %element = load i16, ptr %behind, align 2
  ret i16 %element
}

; after table-bounds
define i16 @f(i64 %x) {
  %1 = mul i64 %x, 2
  %2 = add i64 %1, 4
  %3 = call i64 asm "", "=r,0"(i64 %2)
  %4 = icmp ugt i64 %3, 18
  %5 = select i1 %4, i64 18, i64 %3
  %6 = getelementptr i8, ptr @framework_0, i64 %5
  %element = load i16, ptr %6, align 2
  ret i16 %element
}
