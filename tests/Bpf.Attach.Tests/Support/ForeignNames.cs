using Bpf.Testing;

namespace Bpf.Attach.Tests.Support;

/// <summary>A C program whose functions have names like those of other compilers.</summary>
public sealed class ForeignNames : IDisposable
{
    /// <summary>Names of f_00, f_01 and so on.</summary>
    public static readonly string[] All =
    [
        "main.(*T).Method",
        "main.(*T).Close",
        "main.(*BigT).Method",
        "google.golang.org/grpc/internal/transport.(*loopyWriter).writeHeader",
        "main.(*Gen[go.shape.*uint8]).Put",
        "main.(*Gen[go.shape.uint8]).Put",
        "type:.eq.main.T",
        "*Foo#bar<Int32>:Nil",
        "*BigFoo#bar<Int32>:Nil",
        "*Int32#+<Int32>:Int32",
        "*Foo#empty?:Bool",
        "*Foo@Enumerable(T)#each<&Proc(Nil)>:Nil",
        "*Foo@Enumerable(T)#map<&Proc(Nil)>:Nil",
        "main.Foo(u32).bar",
        "main.Foo(*const@u32).bar",
        "_ZN4core3ptr42drop_in_place$LT$alloc..string..String$GT$17h0123456789abcdefE",
        "_RNvMNtC7mycrate3modNtB2_1S6method",
        "_ZN2nsplERKNS_1AES2_",
        "_ZN2nsmlERKNS_1AES2_",
        "_ZN2nsmLERKNS_1AES2_",
        "_ZN2ns3cutEPc",
        "_ZN2ns3cutEPKci",
        "_ZplRK1AS1_",
        "_ZmlRK1AS1_",
        "_ZmLR1AS0_",
        "plain@V2",
        "tail+1x",
        "main.(*T).Method-fm",
    ];

    private readonly CTarget _target = new(System.IO.Path.Combine(AppContext.BaseDirectory, "targets", "many.c"));

    public ForeignNames()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_target.Path)!, "names");
        Tool.Run("objcopy", [.. All.Select((name, i) => $"--redefine-sym=f_{i:d2}={name}"), _target.Path, Path]);
    }

    /// <summary>The program.</summary>
    public string Path { get; }

    /// <summary>The same program with its original names.</summary>
    public string PlainPath => _target.Path;

    public void Dispose() => _target.Dispose();
}
