namespace Bpf.Compiler.Passes;

/// <summary>The passes in their order, and the reason for it.</summary>
internal static class PassPipeline
{
    /// <summary>Stands for the module before any pass.</summary>
    public const string Import = "import";

    public static IReadOnlyList<PassEntry> Entries { get; } =
    [
        new(new Optimize(), "First: the others mend what it leaves, and it must not see and undo their work."),
        new(new ReturnFromThrows(), "After the optimization, which removes most of them; before all passes that follow paths to their ends."),
        new(new MergeByteComparisons(), "After the optimization, which asks for the bytes in one block. No other pass looks at such conditions."),
        new(new ExpandMultiplyOverflow(), "After the optimization, which makes the intrinsic of a division. No other pass looks at it."),
        new(new ExpandWideMultiply(), "After the optimization, which makes such products of loops. No other pass looks at them."),
        new(new ExpandBlockOperations(), "After the optimization, which finds most sizes, and makes such operations of loops. Before AccessBounds, which looks at all accesses."),
        new(new PlainStackAtomics(), "After the optimization, which shows what an address is of. Before AccessBounds, which then looks at a load and a store."),
        new(new TableBounds(), "After the optimization, which inlines the reads. Before AccessBounds, which has nothing left to look for there."),
        new(new FoldConstantDivisors(), "Before IndexBounds: a remainder by a constant has a bound, one in assembly has none."),
        new(new BoundLoops(), "After FoldConstantDivisors, which shows divisions; before the passes that compare and index in other registers."),
        new(new OrderExits(), "After BoundLoops, which looks for equalities. Before the passes that compare in other registers."),
        new(new AccessBounds(), "Before the passes that make other values of indexes: it compares them with conditions as LLVM left both."),
        new(new MaskGatheredValues(), "Before WidenSmallIntegers, which must not take what this puts in for an index."),
        new(new DetachComparisons(), "Before WidenSmallIntegers, which would compare what is gathered up in its own register again."),
        new(new WidenSmallIntegers(), "Before the passes that follow, which know comparisons of i32 and i64 only."),
        new(new NarrowIndexes(), "Before RangeChecks: it unites an index with the i32 that was compared, whose range then counts for the index."),
        new(new RangeChecks(), "After NarrowIndexes. IndexBounds may come before or after it: no IR is known that tells them apart."),
        new(new IndexBounds(), "After all passes that make other indexes; what has no bound now never gets one."),
        new(new OpaqueStackAddresses(), "After AccessBounds, which must see what stack slot an index is for."),
        new(new ArithmeticConditions(), "After RangeChecks, to which a condition is a comparison."),
        new(new ClearReturnRegister(), "After the optimization, which might move it. No other pass looks at returns."),
        new(new AlignHelperSlots(), "After the optimization, which removes most stack slots."),
        new(new StackLifetimes(), "Last: it looks at all uses of a slot, and the others add some."),
    ];

    /// <summary>Names of the states of a module: as imported, then after each pass.</summary>
    public static IReadOnlyList<string> Names { get; } = [Import, .. Entries.Select(entry => entry.Pass.Name)];

    /// <summary>Runs the passes.</summary>
    /// <param name="context">What they work on.</param>
    /// <param name="last">Name of the last one to run; null for all.</param>
    public static void Run(PassContext context, string? last = null)
    {
        foreach (PassEntry entry in Entries)
        {
            entry.Pass.Run(context);
            if (entry.Pass.Name == last)
            {
                return;
            }
        }
    }
}
