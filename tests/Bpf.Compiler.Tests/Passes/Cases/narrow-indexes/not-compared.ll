; No branch depends on the i32.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %index = and i64 %x, 4294967295
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; unchanged
