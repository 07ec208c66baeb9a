using Bpf.Compiler.Analysis;

namespace Bpf.Compiler.Passes;

/// <summary>
/// Keeps the bounds of indexes visible to the verifier. LLVM drops a mask or a comparison that it can prove to be redundant, by knowing for instance what
/// a remainder or a count of bits can be at most; the verifier knows nothing of the results of these and needs the bound spelled out. Where the
/// bound of such a result is known it is spelled at the result, for all uses; otherwise the size of the object that is accessed is the bound, at the
/// access.
/// </summary>
internal sealed class IndexBounds : FunctionPass
{
    public override string Name => "index-bounds";

    public override string Purpose => "spells out the bounds of indexes that LLVM knows and the verifier does not";

    protected override void Run(PassContext context, FunctionAnalyses analyses) => new IndexBoundRewriter(context, analyses).Run();
}
