namespace Bpf.Runtime.Syscalls;

/// <summary>
/// Addresses of global variables whose objects are disposed of. References to them cannot be taken back, and must never come to point at memory of somebody else;
/// so these addresses hold zeroed pages, untouched and thus without memory, until the globals of another object take them over.
/// </summary>
internal static unsafe class RetiredPages
{
    private static readonly Lock s_gate = new();
    private static readonly Dictionary<nuint, Stack<nint>> s_byLength = [];

    public static void Add(void* pages, nuint length)
    {
        lock (s_gate)
        {
            if (!s_byLength.TryGetValue(length, out Stack<nint>? stack))
                s_byLength.Add(length, stack = new Stack<nint>());

            stack.Push((nint)pages);
        }
    }

    /// <summary>Zeroed pages, or <see langword="null"/> when there are none of this length.</summary>
    public static void* Take(nuint length)
    {
        void* pages;
        lock (s_gate)
        {
            if (!s_byLength.TryGetValue(length, out Stack<nint>? stack) || !stack.TryPop(out nint top))
                return null;

            pages = (void*)top;
        }

        // What was written through a stale reference.
        if (LibC.Madvise(pages, length, Mapping.DropContents) < 0)
            new Span<byte>(pages, (int)length).Clear();

        return pages;
    }
}
