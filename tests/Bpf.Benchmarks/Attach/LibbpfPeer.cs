using Bpf.Testing;

namespace Bpf.Benchmarks.Attach;

/// <summary>The same attachments with libbpf, in a C program that is built on first use.</summary>
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

    /// <summary>Attaches and detaches all.</summary>
    /// <param name="mode">single, names or pattern.</param>
    /// <param name="binary">The target.</param>
    /// <param name="count">Number of functions.</param>
    public AttachTimes Measure(string mode, string binary, int count)
    {
        (int code, string output) = KernelLoad.Run(_program, mode, _object, binary, $"{count}");
        Assert.True(code == 0, output);
        TimeSpan[] times = [.. output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(number => TimeSpan.FromMicroseconds(long.Parse(number) / 1000.0))];
        return new(times[0], times[1], times[2], times[3]);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
