using CsCheck;
using Bpf.Differential.Tests.RandomPrograms;

namespace Bpf.Differential.Tests.RandomStores;

/// <summary>
/// Generates random programs that write memory in every way that C# allows: arrays, inline arrays, fixed buffers, spans and references, nested structs,
/// explicit layouts, map values, atomics, whole structs. Every program compiles and ends quickly. From <see cref="FirstOutOfRange"/> on, some indexes are out of
/// range for some inputs; the others never throw on the CLR.
/// </summary>
internal static class StoreGenerator
{
    public const int FirstOutOfRange = 2_000_000;

    /// <summary>Returns the program with a number; a number always produces the same program.</summary>
    public static RandomStoreProgram Program(int number) => new StoreWriter(new PCG(2027, (ulong)number), number >= FirstOutOfRange).Program();
}
