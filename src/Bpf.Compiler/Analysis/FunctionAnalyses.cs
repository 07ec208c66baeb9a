using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Analyses of one function, shared within a pass. Each is computed on first use and then cached.</summary>
internal sealed class FunctionAnalyses(LLVMValueRef function)
{
    private DominatorTree? _dominatorTree;
    private DominatingCondition[]? _conditions;
    private BoundedUses? _boundedUses;
    private AccumulatedValues? _accumulatedValues;

    public LLVMValueRef Function => function;

    public DominatorTree DominatorTree => _dominatorTree ??= new DominatorTree(function);

    /// <summary>The conditions of all branches.</summary>
    public IReadOnlyList<DominatingCondition> Conditions => _conditions ??= [.. DominatingCondition.AllOf(function)];

    public BoundedUses BoundedUses => _boundedUses ??= new BoundedUses(function);

    public AccumulatedValues AccumulatedValues => _accumulatedValues ??= new AccumulatedValues(function);
}
