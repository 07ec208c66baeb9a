using Bpf.Runtime;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>Loads objects on one kernel. All of them are in one boot, unless a program brings the kernel down: another boot loads the rest.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="guest">The first process of its machine.</param>
/// <param name="patience">How long the machine may be silent.</param>
internal sealed class KernelVerification(KernelImage kernel, GuestImage guest, TimeSpan patience)
{
    private readonly Dictionary<string, ObjectStart> _started = [];
    private readonly Dictionary<string, List<ProgramResult>> _results = [];
    private readonly HashSet<string> _skipped = [];
    private string _release = "";

    // What the machine is doing.
    private string? _object;
    private string? _program;

    /// <summary>Loads the objects, except those whose results are known.</summary>
    /// <returns>The results, in the order of the objects.</returns>
    /// <exception cref="BpfException">The kernel does not boot.</exception>
    public IReadOnlyList<ObjectResult> Load(IReadOnlyList<ObjectSource> objects)
    {
        byte[] hash = ResultCache.HashOf(kernel, guest);
        string[] names = [.. objects.Select((source, index) => GuestImage.NameOf(index, source.Name))];
        string[] keys = [.. objects.Select(source => ResultCache.KeyOf(source, hash))];
        ObjectResult?[] known = [.. keys.Select(ResultCache.Find)];
        (string Name, ReadOnlyMemory<byte> Contents)[] missing =
            [.. objects.Select((source, index) => (names[index], source.Contents)).Where((_, index) => known[index] is null)];
        if (missing.Length > 0)
        {
            LoadAll(missing);
        }

        for (int index = 0; index < known.Length; index++)
        {
            if (known[index] is null)
            {
                ObjectResult found = ResultOf(names[index]);
                known[index] = found;
                if (found.IsFinal)
                {
                    ResultCache.Add(keys[index], found);
                }
            }
        }

        return known!;
    }

    private void LoadAll((string Name, ReadOnlyMemory<byte> Contents)[] objects)
    {
        VirtualMachine.RequireEmulator(guest.Architecture);
        string image = Path.Combine(Path.GetTempPath(), $"bpf-verify-{Guid.NewGuid():N}.cpio");
        try
        {
            while (true)
            {
                guest.Write(image, objects.Where(item => !IsComplete(item.Name)), _skipped, kernel.Configuration);
                VirtualMachine machine = new();
                bool finished = false;
                int known = _started.Count + _skipped.Count;
                _object = _program = null;
                machine.Run(kernel, image, patience, message => finished |= Receive(message));
                if (finished && !machine.IsDamaged)
                {
                    return;
                }

                if (!finished)
                {
                    Blame(machine);
                }

                if (objects.All(item => IsComplete(item.Name)))
                {
                    return;
                }

                if (_started.Count + _skipped.Count == known)
                {
                    throw Failure(machine);
                }
            }
        }
        finally
        {
            File.Delete(image);
        }
    }

    private bool Receive(GuestMessage message)
    {
        _release = message.Kernel ?? _release;
        _object = message.File ?? _object;
        _program = message.Start;
        if (message.Object is { } started)
        {
            _ = _started.TryAdd(_object!, started);
        }
        else if (message.Result is { } result)
        {
            Add(result);
        }

        return message.Finished;
    }

    private void Add(ProgramResult result)
    {
        if (_skipped.Add($"{_object} {result.Program}"))
        {
            _ = _results.TryAdd(_object!, []);
            _results[_object!].Add(result);
        }
    }

    // The program that was being loaded when the machine ended is not loaded again.
    private void Blame(VirtualMachine machine)
    {
        if (_object is not null && _program is not null)
        {
            string error = machine.HasHung
                ? $"Loading it takes longer than {patience.TotalSeconds:F0} s in the virtual machine; --timeout sets the limit."
                : $"The kernel stopped while loading it. Its last words:\n{machine.Tail}";
            Add(new ProgramResult(_program, "", ProgramState.Failed, error));
        }
    }

    private bool IsComplete(string name)
        => _started.TryGetValue(name, out ObjectStart? start) && start.Programs.All(program => _skipped.Contains($"{name} {program}"));

    private ObjectResult ResultOf(string name)
    {
        if (!_started.TryGetValue(name, out ObjectStart? start))
        {
            return new ObjectResult(_release, [], "The virtual machine did not answer; try again.", IsFinal: false);
        }

        List<ProgramResult> results = _results.GetValueOrDefault(name) ?? [];
        return new ObjectResult(_release, [.. results.OrderBy(result => start.Programs.IndexOf(result.Program))], start.Error,
            IsFinal: results.All(result => result.Section.Length > 0));
    }

    private BpfException Failure(VirtualMachine machine)
    {
        string happened = machine.HasHung ? $"It said nothing for {patience.TotalSeconds:F0} s; --timeout sets the limit." : "It ended early.";
        string words = machine.Tail.Length == 0 ? "" : $" Its last words:\n{machine.Tail}";
        return new BpfException(_release.Length == 0 ? "boot kernel" : "load programs on kernel", kernel.Choice.Name, null, happened + words);
    }
}
