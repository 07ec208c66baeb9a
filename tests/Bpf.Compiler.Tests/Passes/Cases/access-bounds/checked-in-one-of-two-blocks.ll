; Each block has its own access, and only that one is checked there.
@table = global [32 x i32] zeroinitializer

define i32 @f(i64 %x, i64 %y, i1 %more) "bpfc-checked-indexes" {
  %index = lshr i64 %x, %y
  %address = getelementptr i32, ptr @table, i64 %index
  %element = load i32, ptr %address, align 4
  br i1 %more, label %next, label %end

next:
  %behind = getelementptr i8, ptr %address, i64 4
  %second = load i32, ptr %behind, align 4
  ret i32 %second

end:
  ret i32 %element
}

; after access-bounds
define i32 @f(i64 %x, i64 %y, i1 %more) {
  %index = lshr i64 %x, %y
  %1 = mul i64 %index, 4
  %2 = call i64 asm "", "=r,0"(i64 %1)
  %3 = and i64 %2, 124
  %4 = getelementptr i8, ptr @table, i64 %3
  %element = load i32, ptr %4, align 4
  br i1 %more, label %next, label %end

next:
  %5 = mul i64 %index, 4
  %6 = add i64 %5, 4
  %7 = call i64 asm "", "=r,0"(i64 %6)
  %8 = and i64 %7, 124
  %9 = getelementptr i8, ptr @table, i64 %8
  %second = load i32, ptr %9, align 4
  ret i32 %second

end:
  ret i32 %element
}
