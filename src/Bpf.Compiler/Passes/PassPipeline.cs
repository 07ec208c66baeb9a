namespace Bpf.Compiler.Passes;

/// <summary>The passes in order, with the reason for each position.</summary>
internal static class PassPipeline
{
    /// <summary>Name of the state of the module before any pass.</summary>
    public const string Import = "import";

    public static IReadOnlyList<PassEntry> Entries { get; } =
    [
        new(new Optimize(), "First: the other passes repair what it leaves, and it must not undo their work."),
        new(new ReturnFromThrows(), "After the optimization, which removes most throws. Before all passes that follow paths to their ends."),
        new(new MergeByteComparisons(), "After the optimization, which moves the comparisons into one block. No other pass looks at such conditions."),
        new(new ExpandMultiplyOverflow(), "After the optimization, which turns divisions into the intrinsic. No other pass looks at it."),
        new(new ExpandWideMultiply(), "After the optimization, which turns loops into such products. No other pass looks at them."),
        new(new ExpandBlockOperations(),
            "After the optimization, which finds most sizes and turns loops into such operations. Before AccessBounds, which looks at all accesses."),
        new(new PlainStackAtomics(), "After the optimization, which shows what an address points to. Before AccessBounds, which then sees a load and a store."),
        new(new TableBounds(), "After the optimization, which inlines the reads. Before AccessBounds, which then has nothing left to do there."),
        new(new FoldConstantDivisors(), "Before IndexBounds: a remainder by a constant has a known bound, one in inline assembly does not."),
        new(new BoundLoops(), "After FoldConstantDivisors, which uncovers divisions. Before the passes that compare and index in other registers."),
        new(new OrderExits(), "After BoundLoops, which looks for equalities. Before the passes that compare in other registers."),
        new(new AccessBounds(),
            "Before the passes that change how indexes are computed: it compares indexes with conditions, and needs both as LLVM left them."),
        new(new MaskAccumulatedValues(), "Before WidenSmallIntegers, which must not mistake what this pass inserts for an index."),
        new(new DetachComparisons(), "Before WidenSmallIntegers, which would otherwise compare the accumulated value in its own register again."),
        new(new WidenSmallIntegers(), "Before the passes below, which only know comparisons of i32 and i64."),
        new(new NarrowIndexes(), "Before RangeChecks: it makes an index and the compared i32 the same value, so that the range of one holds for the other."),
        new(new RangeChecks(), "After NarrowIndexes. Its order relative to IndexBounds does not matter for any IR that we know."),
        new(new IndexBounds(), "After all passes that change indexes: what has no bound now never gets one."),
        new(new OpaqueStackAddresses(), "After AccessBounds, which must see which stack slot an index belongs to."),
        new(new ArithmeticConditions(), "After RangeChecks, which expects conditions to be comparisons."),
        new(new ClearReturnRegister(), "After the optimization, which might move the assembly. No other pass looks at returns."),
        new(new ShareHelperSlots(), "After the optimization, which removes most stack slots. Before StackLifetimes, which looks at what is left."),
        new(new AlignHelperSlots(), "After the optimization, which removes most stack slots."),
        new(new StackLifetimes(), "Last: it looks at all uses of a slot, and the other passes add some."),
    ];

    /// <summary>Names of the states of a module: imported, then after each pass.</summary>
    public static IReadOnlyList<string> Names { get; } = [Import, .. Entries.Select(entry => entry.Pass.Name)];

    /// <summary>Runs the passes.</summary>
    /// <param name="context">The context.</param>
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
