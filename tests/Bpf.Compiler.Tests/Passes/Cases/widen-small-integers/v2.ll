; Without 32-bit registers the copy is made in a 64-bit one.
; cpu v2
define i8 @f(ptr %table, ptr %source) {
  %x = load i8, ptr %source, align 1
  %fits = icmp ult i8 %x, 100
  br i1 %fits, label %inside, label %outside

inside:
  %index = zext i8 %x to i64
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after widen-small-integers
define i8 @f(ptr %table, ptr %source) {
  %x = load i8, ptr %source, align 1
  %1 = zext i8 %x to i32
  %2 = zext i32 %1 to i64
  %3 = call i64 asm "", "=r,0"(i64 %2)
  %4 = trunc i64 %3 to i32
  %5 = zext i32 %4 to i64
  %6 = icmp ult i32 %4, 100
  br i1 %6, label %inside, label %outside

inside:
  %address = getelementptr i8, ptr %table, i64 %5
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
