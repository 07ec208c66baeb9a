using System.Globalization;
using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;

namespace Bpf.Compiler.Passes;

/// <summary>Returns from the program where an exception would be thrown.</summary>
/// <remarks>
/// Before:
/// <code>
/// declare void @bpfc.throw(i32)
/// define i32 @program(i32 %x) "bpfc-exception-result"="2" {
///   %holds = icmp slt i32 %x, 16
///   br i1 %holds, label %passes, label %throws
///
/// passes:
///   ret i32 %x
///
/// throws:
///   call void @bpfc.throw(i32 9)
///   unreachable
/// }
/// </code>
/// After:
/// <code>
/// define i32 @program(i32 %x) {
///   %holds = icmp slt i32 %x, 16
///   br i1 %holds, label %passes, label %throws
///
/// passes:
///   ret i32 %x
///
/// throws:
///   ret i32 2
/// }
/// </code>
/// In functions other than those of programs the call stays: they cannot end the program, and the compiler reports it.
/// </remarks>
internal sealed class ReturnFromThrows : FunctionPass
{
    public override string Name => "return-from-throws";

    public override string Purpose => "returns from the program where an exception would be thrown";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        LLVMValueRef marker = context.Module.GetNamedFunction(Marker.Throw);
        if (marker.Handle == 0 || analyses.Function.StringAttribute(Marker.ExceptionResult) is not { } result)
        {
            return;
        }

        LLVMValueRef value = LLVMValueRef.CreateConstInt(context.Int32, unchecked((uint)int.Parse(result, CultureInfo.InvariantCulture)));

        foreach (LLVMValueRef call in marker.Users.Where(user => user.InstructionParent.Parent == analyses.Function).ToArray())
        {
            context.Builder.PositionBefore(call);
            context.Builder.BuildRet(value);
            LLVMValueRef next;
            for (LLVMValueRef rest = call; rest.Handle != 0; rest = next)
            {
                next = rest.NextInstruction;
                rest.InstructionEraseFromParent();
            }
        }

        if (!marker.Users.Any())
        {
            marker.DeleteFunction();
        }
    }
}
