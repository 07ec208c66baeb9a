using System.Globalization;
using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;
using Bpf.Shared;

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
/// An index that is out of range, <c>call void @bpfc.out-of-range()</c>, ends the program in the same way. Functions other than programs cannot end the
/// program. There, the first call stays, and the compiler reports it; the second becomes a call to a helper that does not exist, followed by a return: the
/// verifier refuses the program if it can reach the call.
/// </remarks>
internal sealed class ReturnFromThrows : FunctionPass
{
    public override string Name => "return-from-throws";

    public override string Purpose => "returns from the program where C# would throw an exception";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        LLVMValueRef function = analyses.Function;
        ValueRanges ranges = new(analyses) { FollowsCounts = true };
        LLVMValueRef? result = function.StringAttribute(Marker.ExceptionResult) is { } text
            ? LLVMValueRef.CreateConstInt(context.Int32, unchecked((uint)int.Parse(text, CultureInfo.InvariantCulture)))
            : null;
        if (result is not null)
        {
            Replace(context, function, Marker.Throw, call => End(context, analyses, ranges, call, result));
        }

        Replace(context, function, Marker.OutOfRange, call =>
        {
            if (result is null)
            {
                Refuse(context, call);
                Return(context, call, null);
            }
            else
            {
                End(context, analyses, ranges, call, result);
            }
        });
    }

    private static void Replace(PassContext context, LLVMValueRef function, string name, Action<LLVMValueRef> write)
    {
        LLVMValueRef marker = context.Module.GetNamedFunction(name);
        if (marker.Handle == 0)
        {
            return;
        }

        foreach (LLVMValueRef call in marker.Users.Where(user => user.InstructionParent.Parent == function).ToArray())
        {
            write(call);
        }

        if (!marker.Users.Any())
        {
            marker.DeleteFunction();
        }
    }

    private static void End(PassContext context, FunctionAnalyses analyses, ValueRanges ranges, LLVMValueRef call, LLVMValueRef? result)
    {
        if (context.OnProgramEnd is { } report && IsReached(analyses.DominatorTree, ranges, call.InstructionParent))
        {
            report(call);
        }

        Return(context, call, result);
    }

    // False if the conditions that lead there exclude each other in a way that LLVM does not see.
    private static bool IsReached(DominatorTree tree, ValueRanges ranges, LLVMBasicBlockRef block)
        => tree.PredecessorsOf(block).Any(from => IntegerComparison.OnEdge(from, block)
        .All(comparison => ranges.OnEdge(comparison.Left, from, block) is not null && ranges.OnEdge(comparison.Right, from, block) is not null));

    // The loader reports the source line of this call.
    private static void Refuse(PassContext context, LLVMValueRef call)
    {
        context.Builder.PositionBefore(call);
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(context.Void, []);
        LLVMValueRef helper = LLVMValueRef.CreateConstIntToPtr(LLVMValueRef.CreateConstInt(context.Int64, OutOfRangeCall.Number), context.Pointer);
        LLVMValueRef refused = context.Builder.BuildCall2(type, helper, []);
        refused.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFunctionIndex, context.Module.Context.CreateEnumAttribute("nomerge"));
    }

    // Replaces the rest of the block.
    private static void Return(PassContext context, LLVMValueRef call, LLVMValueRef? result)
    {
        context.Builder.PositionBefore(call);
        LLVMTypeRef type = call.InstructionParent.Parent.GlobalValueType.ReturnType;
        if (type.Kind == LLVMTypeKind.LLVMVoidTypeKind)
        {
            context.Builder.BuildRetVoid();
        }
        else
        {
            context.Builder.BuildRet(result ?? LLVMValueRef.CreateConstNull(type));
        }

        LLVMValueRef next;
        for (LLVMValueRef rest = call; rest.Handle != 0; rest = next)
        {
            next = rest.NextInstruction;
            rest.InstructionEraseFromParent();
        }
    }
}
