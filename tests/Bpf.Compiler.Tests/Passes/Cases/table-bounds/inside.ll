; The index cannot be out of range.
@framework_0 = internal constant [20 x i8] c"abcdefghijklmnopqrst"

define i8 @f(i64 %x) {
  %index = and i64 %x, 15
  %address = getelementptr i8, ptr @framework_0, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; unchanged
