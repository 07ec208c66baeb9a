; Not a table of the framework: the verifier says what it thinks of the index.
@data_0 = internal constant [20 x i8] c"abcdefghijklmnopqrst"

define i8 @f(i64 %x) {
  %address = getelementptr i8, ptr @data_0, i64 %x
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; unchanged
