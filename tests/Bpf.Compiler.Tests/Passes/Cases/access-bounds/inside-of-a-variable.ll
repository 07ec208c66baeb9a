; The array begins at a constant offset of the object.
@board = global [48 x i8] zeroinitializer

define i8 @f(i64 %x, i64 %y) "bpfc-checked-indexes" {
  %index = lshr i64 %x, %y
  %address = getelementptr i8, ptr getelementptr (i8, ptr @board, i64 28), i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after access-bounds
define i8 @f(i64 %x, i64 %y) {
  %index = lshr i64 %x, %y
  %1 = add i64 %index, 28
  %2 = call i64 asm "if $0 > 47 goto +1\0A\09goto +1\0A\09$0 = 47", "=r,0"(i64 %1)
  %3 = getelementptr i8, ptr @board, i64 %2
  %element = load i8, ptr %3, align 1
  ret i8 %element
}
