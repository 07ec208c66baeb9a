; The largest value has all bits set: a mask does.
@table = global [64 x i8] zeroinitializer

define i8 @f(i64 %x) {
  %bits = and i64 %x, 4080
  %index = udiv i64 %bits, 64
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after index-bounds
define i8 @f(i64 %x) {
  %bits = and i64 %x, 4080
  %index = udiv i64 %bits, 64
  %1 = call i64 asm "", "=r,0"(i64 %index)
  %2 = and i64 %1, 63
  %address = getelementptr i8, ptr @table, i64 %2
  %element = load i8, ptr %address, align 1
  ret i8 %element
}
