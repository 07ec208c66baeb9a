; The bound is no constant.
define i8 @f(ptr %table, ptr %source) {
  %x = load i8, ptr %source, align 1
  %y = load i8, ptr %table, align 1
  %fits = icmp ult i8 %x, %y
  br i1 %fits, label %inside, label %outside

inside:
  %index = zext i8 %x to i64
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; unchanged
