using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Probes on functions with names of other languages; the test sets the path.</summary>
[BpfObject(License = "GPL")]
public static class ForeignNameProbes
{
    static ulong s_method;
    static ulong s_generic;
    static ulong s_methods;
    static ulong s_returns;

    [Uprobe("server:main.(*T).Method")]
    public static int OnMethod()
    {
        Interlocked.Increment(ref s_method);
        return 0;
    }

    [Uprobe("server:main.(*Gen[go.shape.*uint8]).Put")]
    [Uprobe("server:*Foo#bar<Int32>:Nil")]
    public static int OnGeneric()
    {
        Interlocked.Increment(ref s_generic);
        return 0;
    }

    [Uprobe("server:main.(*T).*")]
    public static int OnMethods()
    {
        Interlocked.Increment(ref s_methods);
        return 0;
    }

    [Uretprobe("server:ns::operator*")]
    public static int OnReturn()
    {
        Interlocked.Increment(ref s_returns);
        return 0;
    }
}
