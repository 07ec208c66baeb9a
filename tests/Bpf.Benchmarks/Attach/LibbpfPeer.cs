using Bpf.Testing;
using Bpf.TestSupport;

namespace Bpf.Benchmarks.Attach;

/// <summary>The same attaches with libbpf, in a C program that is built when it is first needed.</summary>
internal sealed class LibbpfPeer : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-peer-");
    private readonly string _program;
    private readonly string _object;

    public LibbpfPeer(byte[] elf)
    {
        _program = Path.Combine(_directory.FullName, "attach-bench");
        _object = Path.Combine(_directory.FullName, "probes.bpf.o");
        File.WriteAllBytes(_object, elf);
        Libbpf.Build(Path.Combine(AppContext.BaseDirectory, "Attach", "attach-bench.c"), _program);
    }

    /// <summary>Times of all attaches and of all detaches.</summary>
    /// <param name="mode">single, names or pattern.</param>
    /// <param name="binary">The target.</param>
    /// <param name="count">Number of functions.</param>
    public (TimeSpan Attach, TimeSpan Detach) Measure(string mode, string binary, int count)
    {
        (int code, string output) = KernelLoad.Run(_program, mode, _object, binary, $"{count}");
        Assert.True(code == 0, output);
        string[] numbers = output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return (TimeSpan.FromMicroseconds(long.Parse(numbers[0]) / 1000.0), TimeSpan.FromMicroseconds(long.Parse(numbers[1]) / 1000.0));
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
