// mistake: none: record structs, tuples, generics and operators
using Bpf;

[BpfObject(License = "GPL")]
public static class Values
{
    readonly record struct Point(int X, int Y)
    {
        public static Point operator +(Point left, Point right) => new(left.X + right.X, left.Y + right.Y);
    }

    static T Largest<T>(T left, T right) where T : unmanaged, IComparable<T> => left.CompareTo(right) > 0 ? left : right;

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, int length)
    {
        (int low, int high) = descriptor < length ? (descriptor, length) : (length, descriptor);
        Point sum = new Point(low, high) + new Point(1, 1);
        return Largest(sum.X, sum.Y);
    }
}
