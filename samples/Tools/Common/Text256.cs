using System.Runtime.CompilerServices;
using System.Text;
using Bpf;

namespace Samples.Tools;

/// <summary>Text of up to 256 bytes in a record.</summary>
[InlineArray(256)]
public struct Text256
{
    private byte _first;

    public override readonly string ToString() => Decode(this);

    internal static string Decode(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..text.TextLength()]);
}
