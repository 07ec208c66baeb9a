using CsCheck;
using Bpf.Differential.Tests.RandomPrograms;

namespace Bpf.Differential.Tests.RandomStores;

/// <summary>
/// Makes random programs that write memory in every way that C# has: arrays, inline arrays, fixed buffers, spans and references over them, nested structs,
/// explicit layouts, map values, atomics, whole structs. Whatever it makes compiles, and stops soon. From <see cref="FirstOutOfRange"/> on some indexes are out of
/// range for some inputs; the others never throw on the CLR.
/// </summary>
internal static class StoreGenerator
{
    public const int FirstOutOfRange = 2_000_000;

    /// <summary>The program with a number; the same number gives the same program always.</summary>
    public static RandomStoreProgram Program(int number) => new StoreWriter(new PCG(2027, (ulong)number), number >= FirstOutOfRange).Program();
}
