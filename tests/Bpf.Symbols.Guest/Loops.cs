using System.Runtime.CompilerServices;

namespace Bpf.Symbols.Guest;

/// <summary>A loop that runs long enough to be replaced while it runs.</summary>
internal static class Loops
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Replaced(int count)
    {
        int hash = 0;
        for (int i = 0; i < count; i++)
        {
            hash = (hash * 31) + i;
        }

        return hash;
    }
}
