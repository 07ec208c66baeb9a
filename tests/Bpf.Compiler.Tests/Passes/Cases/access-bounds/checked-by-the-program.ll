; Nothing here shows it, but the program has checked the index.
@table = global [20 x i8] zeroinitializer

define i8 @f(i64 %x, i64 %y) "bpfc-checked-indexes" {
  %index = lshr i64 %x, %y
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after access-bounds
define i8 @f(i64 %x, i64 %y) {
  %index = lshr i64 %x, %y
  %1 = call i64 asm "if $0 > 19 goto +1\0A\09goto +1\0A\09$0 = 19", "=r,0"(i64 %index)
  %2 = getelementptr i8, ptr @table, i64 %1
  %element = load i8, ptr %2, align 1
  ret i8 %element
}
