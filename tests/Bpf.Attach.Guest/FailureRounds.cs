using System.Diagnostics;
using Bpf.Runtime;

namespace Bpf.Attach.Guest;

/// <summary>
/// Opens, loads, attaches, uses and disposes a rich object, one round per line of standard input, on a thread whose system calls a supervisor in
/// another process passes or fails. The answer to each line is the result of the round and what it left behind.
/// </summary>
internal sealed class FailureRounds(string file, string target, string pins, int warmUps) : IDisposable
{
    private readonly SemaphoreSlim _begin = new(0);
    private readonly SemaphoreSlim _end = new(0);
    private string _result = "";
    private int _supervision;

    public static int Run(string file, string target, string pins, int warmUps)
    {
        using FailureRounds rounds = new(file, target, pins, warmUps);
        return rounds.Serve();
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
    }

    private int Serve()
    {
        new Thread(Work) { IsBackground = true }.Start();
        _end.Wait();
        int descriptors = warmUps == 0 ? int.MaxValue : Descriptors().Count; // the first round opens what the process keeps open
        Console.WriteLine($"{_supervision} {Supervision.ThreadId} {_result}");
        while (Console.ReadLine() is not null)
        {
            _begin.Release();
            _end.Wait();
            Console.WriteLine(_result + Leaks(descriptors));
        }

        return 0;
    }

    private void Work()
    {
        // Warm up what the runtime compiles, loads and starts on first use, including the failure paths.
        for (int i = 0; i < warmUps; i++)
        {
            _result = Round(i == 1 ? "/no/such/file" : target);
        }

        _supervision = Supervision.Begin();
        while (true)
        {
            _end.Release();
            _begin.Wait();
            _result = Round(target);
        }
    }

    private string Round(string binary)
    {
        try
        {
            Use(binary);
            return "complete";
        }
        catch (Exception exception) when (exception is BpfException or IOException or UnauthorizedAccessException)
        {
            return $"refused: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
        }
        catch (Exception exception)
        {
            return $"wrong: {exception.ToString().ReplaceLineEndings(" ")}";
        }
    }

    private void Use(string binary)
    {
        string pin = Path.Combine(pins, "pinned");
        using BpfObject rich = BpfObject.Open(file);
        rich.Maps["pinned"].PinPath = pin;
        rich.Programs.Get<UprobeProgram>("on_single").Mode = ProbeMode.Single;
        rich.Globals.Set(".rodata", "step", 2);
        ref int limit = ref rich.Globals.Reference<int>(".data", "limit");
        limit = 77;
        try
        {
            rich.Load();
        }
        catch (Exception)
        {
            Require(limit == 77, "globals of a failed load");
            Require(!File.Exists(pin), "a pin of a failed load");
            throw;
        }

        try
        {
            UseLoaded(rich, binary);
        }
        finally
        {
            File.Delete(pin);
        }
    }

    private static void UseLoaded(BpfObject rich, string binary)
    {
        using RingBuffer<ulong> ring = new(rich.Maps["ring"]);
        using UserRingBuffer commands = new(rich.Maps["commands"]);
        using PerfEventBuffer<ulong> samples = new(rich.Maps["samples"], pagesPerCpu: 1);
        using MappedArray<ulong> shared = new(rich.Maps["shared"]);
        rich.Attach();
        UprobeProgram entry = rich.Programs.Get<UprobeProgram>("on_entry");
        entry.Attach(UprobeTarget.File($"/proc/self/root{binary}", "main")); // looked up below a root, by openat2
        rich.Programs.Get<UprobeProgram>("on_single").Attach(UprobeTarget.File(binary, "main"), new UprobeOptions { AttachMode = UprobeAttachMode.PerfEvent });
        rich.Programs.Get<UsdtProgram>("on_point").Attach(UsdtTarget.File(binary, "demo", "point"));
        Require(rich.Programs["count"].TestRun(new byte[64]).ReturnValue == 1, "the result of a program");
        Require(shared[0] == 2, "the mapped array");
        Require(rich.Globals.Get<int>(".data.A", "counter") == 1, "a variable that is not mapped");
        Require(rich.Globals.Get<int>(".data", "limit") == 77, "a variable");
        Require(new HashMap<int, ulong>(rich.Maps["pinned"]).Count == 1, "the hash map");
        int records = ring.Consume(static (in _) => { });
        Require(records == 1, "the ring buffer");
        commands.TryWrite(1UL);
        rich.Detach();
    }

    private static void Require(bool isRight, string what)
    {
        if (!isRight)
        {
            throw new InvalidOperationException($"{what} is not what it should be");
        }
    }

    private string Leaks(int expectedDescriptors)
    {
        // A background thread closes the perf events of closed links.
        Stopwatch wait = Stopwatch.StartNew();
        List<string> descriptors = Descriptors();
        while (descriptors.Count > expectedDescriptors && wait.Elapsed < TimeSpan.FromSeconds(10))
        {
            Thread.Sleep(1);
            descriptors = Descriptors();
        }

        string leaks = "";
        if (descriptors.Count > expectedDescriptors)
        {
            leaks += $" leaked descriptors: {expectedDescriptors} became {string.Join(", ", descriptors)}";
        }

        string[] mappings = [.. File.ReadLines("/proc/self/maps").Where(static line => line.Contains("anon_inode:", StringComparison.Ordinal))];
        if (mappings.Length != 0)
        {
            leaks += $" leaked mappings: {string.Join(", ", mappings)}";
        }

        string[] left = [.. Directory.GetFileSystemEntries(pins).Where(static path => !path.EndsWith(".debug", StringComparison.Ordinal))]; // the file system's own
        return left.Length == 0 ? leaks : $"{leaks} leaked pins: {string.Join(", ", left)}";
    }

    // Except those of the runtime and of the target, which stays mapped as long as its symbols.
    private List<string> Descriptors()
        => [.. Directory.GetFiles("/proc/self/fd").Select(static path => new FileInfo(path).LinkTarget).OfType<string>()
            .Where(path => path != target && (path.StartsWith("anon_inode:", StringComparison.Ordinal) || (path[0] == '/' && !path.EndsWith(".dll", StringComparison.Ordinal))))];
}
