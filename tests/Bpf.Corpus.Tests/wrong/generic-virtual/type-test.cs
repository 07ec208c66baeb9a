// mistake: the type of a type argument is tested through an object
using Bpf;

[BpfObject(License = "GPL")]
public static class TypeTest
{
    static int SizeOf<T>(T value) => value is IFormattable formattable ? formattable.ToString("x", null).Length : 0; //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => SizeOf(descriptor); //!!
}
