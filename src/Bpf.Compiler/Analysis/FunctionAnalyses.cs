using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>What one pass asks about one function. Each answer is found once, as the function is at the first question.</summary>
internal sealed class FunctionAnalyses(LLVMValueRef function)
{
    private DominatorTree? _dominatorTree;
    private DominatingCondition[]? _conditions;
    private BoundedUses? _boundedUses;
    private GatheredValues? _gatheredValues;

    public LLVMValueRef Function => function;

    public DominatorTree DominatorTree => _dominatorTree ??= new DominatorTree(function);

    /// <summary>The conditions of all branches.</summary>
    public IReadOnlyList<DominatingCondition> Conditions => _conditions ??= [.. DominatingCondition.AllOf(function)];

    public BoundedUses BoundedUses => _boundedUses ??= new BoundedUses(function);

    public GatheredValues GatheredValues => _gatheredValues ??= new GatheredValues(function);
}
