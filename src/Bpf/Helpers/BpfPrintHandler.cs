using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// The text of <see cref="BpfHelpers.Print(BpfPrintHandler)"/>. The compiler turns <c>$"pid {pid}, {address:x}"</c> into a format string in read-only
/// data and the values; no string exists at run time. There can be at most 12 values; up to 3 can also be printed on kernels before 5.16.
/// </summary>
[InterpolatedStringHandler]
public readonly ref struct BpfPrintHandler
{
    /// <summary>Starts a text; called by code that the C# compiler generates.</summary>
    /// <param name="literalLength">Characters outside the holes.</param>
    /// <param name="formattedCount">Number of holes.</param>
    [BpfIntrinsic("print.start")]
    public BpfPrintHandler(int literalLength, int formattedCount) => throw new BpfOnlyException();

    /// <summary>Adds text.</summary>
    /// <param name="value">A constant.</param>
    [BpfIntrinsic("print.literal")]
    public void AppendLiteral(string value) => throw new BpfOnlyException();

    /// <summary>Adds a constant string.</summary>
    /// <param name="value">A constant.</param>
    [BpfIntrinsic("print.literal")]
    public void AppendFormatted(string value) => throw new BpfOnlyException();

    /// <summary>Adds an integer, an enum (as its number), a <see cref="bool"/> (1 or 0) or an ASCII <see cref="char"/>.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="alignment">Minimum width; negative aligns to the left.</param>
    /// <param name="format"><c>d</c>, <c>x</c> or <c>X</c>, followed by the minimum number of digits: <c>x8</c>.</param>
    [BpfIntrinsic("print.value")]
    public void AppendFormatted<T>(T value, int alignment = 0, string? format = null)
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Adds bytes up to the first 0, which must be present; a <c>"..."u8</c> literal has it.</summary>
    /// <param name="value">The text, in BPF memory.</param>
    /// <param name="alignment">Minimum width; negative aligns to the left.</param>
    [BpfIntrinsic("print.text")]
    public void AppendFormatted(scoped ReadOnlySpan<byte> value, int alignment = 0) => throw new BpfOnlyException();

    /// <summary>Adds an address, or what is stored there.</summary>
    /// <param name="value">The pointer.</param>
    /// <param name="format">
    /// <c>x</c> or nothing: the address. <c>us</c>: the text at a user-space address. <c>ks</c>: the text at a kernel address. <c>B</c>: the name of
    /// the kernel symbol at the address. <c>i4</c>, <c>i6</c>: the IP address stored there in kernel memory.
    /// </param>
    [BpfIntrinsic("print.pointer")]
    public unsafe void AppendFormatted(void* value, string? format = null) => throw new BpfOnlyException();
}
