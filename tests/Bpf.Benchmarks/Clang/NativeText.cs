using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.Benchmarks.Clang;

/// <summary>Text at a fixed address, followed by zeros.</summary>
internal sealed unsafe class NativeText : IDisposable
{
    private const int Size = 512;

    private readonly byte* _bytes = (byte*)NativeMemory.AllocZeroed(Size);

    /// <param name="text">Each char is a byte.</param>
    public NativeText(string text) => Encoding.Latin1.GetBytes(text, new Span<byte>(_bytes, Size - 1));

    public ulong Address => (ulong)_bytes;

    public void Dispose() => NativeMemory.Free(_bytes);
}
