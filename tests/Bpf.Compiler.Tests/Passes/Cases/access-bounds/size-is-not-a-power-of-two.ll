; No mask does: the register that becomes the index is compared.
@table = global [20 x i8] zeroinitializer

define i8 @f(i64 %x) {
  %index = urem i64 %x, 20
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after access-bounds
define i8 @f(i64 %x) {
  %index = urem i64 %x, 20
  %1 = call i64 asm "if $0 > 19 goto +1\0A\09goto +1\0A\09$0 = 19", "=r,0"(i64 %index)
  %2 = getelementptr i8, ptr @table, i64 %1
  %element = load i8, ptr %2, align 1
  ret i8 %element
}
