; Each way to the access has its own reason.
@table = global [16 x i8] zeroinitializer

define i8 @f(i32 %x, i64 %y) {
entry:
  %fits = icmp ult i32 %x, 12
  br i1 %fits, label %small, label %large

small:
  %wide = zext i32 %x to i64
  br label %access

large:
  %rest = urem i64 %y, 13
  br label %access

access:
  %index = phi i64 [ %wide, %small ], [ %rest, %large ]
  %address = getelementptr i8, ptr @table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element
}

; after access-bounds
define i8 @f(i32 %x, i64 %y) {
entry:
  %fits = icmp ult i32 %x, 12
  br i1 %fits, label %small, label %large

small:
  %wide = zext i32 %x to i64
  br label %access

large:
  %rest = urem i64 %y, 13
  br label %access

access:
  %index = phi i64 [ %wide, %small ], [ %rest, %large ]
  %0 = call i64 asm "", "=r,0"(i64 %index)
  %1 = and i64 %0, 15
  %2 = getelementptr i8, ptr @table, i64 %1
  %element = load i8, ptr %2, align 1
  ret i8 %element
}
