// mistake: Math.Sqrt hides in a method of another class
using Bpf;

[BpfObject(License = "GPL")]
public static class Distance
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => Geometry.Length(descriptor, 3);
}

public static class Geometry
{
    public static int Length(int x, int y) => (int)Math.Sqrt(x * x + y * y); //!!
}
