using System.Text;
using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Runtime.Attach.Probes;

namespace Bpf.Runtime.Attach.Tracing;

/// <summary>Finds the functions of the kernel that globs match and that trampolines can trace.</summary>
internal sealed class TracedFunctions
{
    private const int MostParameters = 12; // MAX_BPF_FUNC_ARGS, include/linux/bpf.h
    private const int LargestParameter = 16; // btf_distill_func_proto, kernel/bpf/btf.c

    private readonly BtfTypeTable _types;
    private readonly Dictionary<string, uint> _ids = [];
    private readonly List<SkippedPlace> _skipped = [];

    private TracedFunctions(BtfTypeTable types) => _types = types;

    /// <summary>Returns the functions, each once, and those that match but cannot be traced.</summary>
    /// <param name="program">Name of the program, for messages.</param>
    /// <param name="targets">The globs, and names of functions.</param>
    /// <param name="types">Types of vmlinux.</param>
    /// <exception cref="BpfException">A target matches nothing, or the lists of the kernel cannot be read.</exception>
    public static (TracedFunction[] Functions, IReadOnlyList<SkippedPlace> Skipped) Find(
        string program, IReadOnlyList<DeclaredTarget> targets, BtfTypeTable types)
    {
        (DeclaredTarget Target, Dictionary<string, int> Counts)[] matches = [.. targets.Select(target => (target, Matching(program, target)))];
        TracedFunctions finder = new(types);
        finder.FindIds([.. matches.SelectMany(static match => match.Counts.Keys)]);
        TracedFunction[] found =
        [
            .. from match in matches
               from count in match.Counts
               where finder.CanTrace(count.Key, count.Value)
               select new TracedFunction(count.Key, finder._ids[count.Key], match.Target.Cookie),
        ];
        return found.Length > 0 ? ([.. found.DistinctBy(static function => function.Id)], [.. finder._skipped.DistinctBy(static place => place.Name)])
            : throw new BpfException("trace functions with program", program, Errno.ENOENT,
                $"None of the functions that {string.Join(", ", targets.Select(static target => $"'{target.Name}'"))} matches can be traced. "
                    + $"{finder._skipped[0].Name}: {finder._skipped[0].Reason}");
    }

    private static Dictionary<string, int> Matching(string program, DeclaredTarget target)
    {
        Dictionary<string, int> counts = TraceableFunctions.CountsInKernel(target.Name) ?? throw new BpfUnsupportedException(
            "trace functions with program", program,
            "Globs are looked up in the kernel's list of traceable functions, which cannot be read: mount tracefs on /sys/kernel/tracing.");
        return counts.Count > 0 ? counts
            : throw new BpfException("trace functions with program", program, Errno.ENOENT,
                $"'{target.Name}' matches no traceable function of the kernel; functions of modules are not searched.");
    }

    // One pass over all types: there are as many names as the kernel has functions if the glob matches them all.
    private void FindIds(HashSet<string> names)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> wanted = names.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> text = stackalloc char[512];
        for (uint id = _types.FirstId; id < _types.EndId; id++)
        {
            BtfType type = _types[id];
            if (type.Kind != BtfKind.Function || type.Name.Length > text.Length)
            {
                continue;
            }

            int length = Encoding.UTF8.GetChars(type.Name, text);
            if (wanted.TryGetValue(text[..length], out string? name))
            {
                _ids.TryAdd(name, id);
            }
        }
    }

    private bool CanTrace(string name, int count)
    {
        string? reason = count > 1 ? "Several functions have this name."
            : !_ids.TryGetValue(name, out uint id) ? "The kernel's BTF does not describe it."
            : Fault(_types[id].Referenced);
        if (reason is not null)
        {
            _skipped.Add(new SkippedPlace(name, null, reason));
        }

        return reason is null;
    }

    // As the kernel checks prototypes.
    private string? Fault(BtfType prototype)
    {
        if (prototype.Count > MostParameters)
        {
            return $"It has more than {MostParameters} parameters.";
        }

        for (int i = 0; i < prototype.Count; i++)
        {
            uint type = prototype.ParameterTypeId(i);
            if (type == 0)
            {
                return "It has a variable number of arguments.";
            }

            if (_types.SkipModifiersAndTypedefs(type) is { IsComposite: true, RawSize: 0 or > LargestParameter })
            {
                return $"It is passed a struct that is empty or has more than {LargestParameter} bytes.";
            }
        }

        return prototype.ReferencedId != 0 && _types.SkipModifiersAndTypedefs(prototype.ReferencedId).IsComposite ? "It returns a struct." : null;
    }
}
