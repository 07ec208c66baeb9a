using System.Runtime.CompilerServices;

namespace Samples.Tools;

/// <summary>Text of up to 64 bytes in a record.</summary>
[InlineArray(64)]
public struct Text64
{
    private byte _first;

    public override readonly string ToString() => Text256.Decode(this);
}
