; An index of four bytes has no lower bits, so the mask has none: 28 is enough where 31 would be too much.
@table = global [32 x i8] zeroinitializer

define i32 @f(i64 %x) {
  %remainder = urem i64 %x, 7
  %index = shl i64 %remainder, 2
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i32, ptr %address, align 4
  ret i32 %element
}

; after access-bounds
define i32 @f(i64 %x) {
  %remainder = urem i64 %x, 7
  %index = shl i64 %remainder, 2
  %1 = call i64 asm "", "=r,0"(i64 %index)
  %2 = and i64 %1, 28
  %3 = getelementptr i8, ptr @table, i64 %2
  %element = load i32, ptr %3, align 4
  ret i32 %element
}
