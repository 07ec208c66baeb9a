using Bpf.Compiler.Analysis;

namespace Bpf.Compiler.Passes;

/// <summary>
/// Keeps the bounds of values that were compared from both sides. LLVM makes one comparison of two, <c>x - 1 &lt; 16</c> of <c>x &gt; 0 &amp;&amp; x &lt;= 16</c>, by
/// which the verifier learns the bounds of the difference but nothing of x (kernels before 6.12 never, later ones for 64 bits only). Behind such a
/// comparison, indexes and sizes are made of the difference.
/// </summary>
internal sealed class RangeChecks : FunctionPass
{
    public override string Name => "range-checks";

    public override string Purpose => "makes indexes of the difference that was compared, where LLVM merged two comparisons into one";

    protected override void Run(PassContext context, FunctionAnalyses analyses) => new RangeCheckRewriter(context, analyses).Run();
}
