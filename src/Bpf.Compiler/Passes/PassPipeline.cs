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
        new(new ExpandMultiplyOverflow(), "Before the passes that look at values, so that they see the multiplication and the division it is made of."),
        new(new ExpandWideMultiply(), "As above; its i64 products can end up in indexes."),
        new(new FoldConstantDivisors(), "Before known bits are asked for: a remainder by a constant has a bound, one in assembly has none."),
        new(new WidenSmallIntegers(), "Before NarrowIndexes and RangeChecks, which know comparisons of i32 and i64 only."),
        new(new NarrowIndexes(), "Before RangeChecks: it unites an index with the i32 that was compared, whose range is then visible."),
        new(new RangeChecks(), "Before IndexBounds, which spells out only the bounds that no comparison shows."),
        new(new IndexBounds(), "After all passes that make indexes of compared values; what is unbounded now stays so."),
        new(new OpaqueStackIndexes(), "After IndexBounds, whose masks of stack indexes must not be known bits to the code generator."),
        new(new ClearReturnRegister(), "Looks at returns only; nothing after it changes them."),
        new(new AlignHelperSlots(), "Last: uses of a stack slot that an earlier pass removes no longer count."),
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
