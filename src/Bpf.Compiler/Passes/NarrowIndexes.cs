using Bpf.Compiler.Analysis;

namespace Bpf.Compiler.Passes;

/// <summary>
/// Makes indexes and sizes of the register that was compared. Where a program truncates an i64 and compares the i32, LLVM still makes indexes of the
/// i64, and masks the bits off afterwards; the verifier has learned the bounds of the i32, and nothing of the i64.
/// </summary>
internal sealed class NarrowIndexes : FunctionPass
{
    public override string Name => "narrow-indexes";

    public override string Purpose => "makes indexes of the i32 that was compared, not of the i64 that it was truncated from";

    protected override void Run(PassContext context, FunctionAnalyses analyses) => new NarrowIndexRewriter(context, analyses).Run();
}
