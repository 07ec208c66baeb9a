; One bound serves all fields of an element.
@table = global [40 x i8] zeroinitializer

define i32 @f(i64 %x) {
  %remainder = urem i64 %x, 5
  %index = shl i64 %remainder, 3
  %element = getelementptr i8, ptr @table, i64 %index
  %field = getelementptr i8, ptr %element, i64 4
  %one = load i32, ptr %element, align 4
  %other = load i32, ptr %field, align 4
  %sum = add i32 %one, %other
  ret i32 %sum
}

; after access-bounds
define i32 @f(i64 %x) {
  %remainder = urem i64 %x, 5
  %index = shl i64 %remainder, 3
  %1 = call i64 asm "if $0 > 32 goto +1\0A\09goto +1\0A\09$0 = 32", "=r,0"(i64 %index)
  %2 = getelementptr i8, ptr @table, i64 %1
  %one = load i32, ptr %2, align 4
  %3 = getelementptr i8, ptr %2, i64 4
  %other = load i32, ptr %3, align 4
  %sum = add i32 %one, %other
  ret i32 %sum
}
