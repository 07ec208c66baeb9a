; A signed comparison goes with an extension by sign; the bound keeps its sign.
define i8 @f(ptr %table, ptr %source) {
  %x = load i16, ptr %source, align 2
  %fits = icmp slt i16 %x, -5
  br i1 %fits, label %inside, label %outside

inside:
  %wide = sext i16 %x to i32
  %sum = add i32 %wide, 40
  %index = zext i32 %sum to i64
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after widen-small-integers
define i8 @f(ptr %table, ptr %source) {
  %x = load i16, ptr %source, align 2
  %1 = sext i16 %x to i32
  %2 = call i32 asm "$0 = $0", "=w,0"(i32 %1)
  %3 = icmp slt i32 %2, -5
  br i1 %3, label %inside, label %outside

inside:
  %sum = add i32 %2, 40
  %index = zext i32 %sum to i64
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
