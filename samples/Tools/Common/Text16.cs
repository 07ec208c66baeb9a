using System.Runtime.CompilerServices;

namespace Samples.Tools;

/// <summary>Text of up to 16 bytes in a record: the name of a thread.</summary>
[InlineArray(16)]
public struct Text16
{
    private byte _first;

    public override readonly string ToString() => Text256.Decode(this);
}
