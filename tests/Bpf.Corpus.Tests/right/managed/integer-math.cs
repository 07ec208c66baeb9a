// mistake: none: Math and BitOperations for integers
using System.Numerics;
using Bpf;

[BpfObject(License = "GPL")]
public static class Numbers
{
    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int value)
    {
        int low = Math.Min(value, 100), bits = BitOperations.PopCount((uint)value);
        return Math.Max(low, bits) + int.Clamp(value, 0, 9) + (int)uint.RotateLeft((uint)value, 3);
    }
}
