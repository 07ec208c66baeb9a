// Merges what eng/kfuncs/init.c prints on each kernel with the flags in the kernel's BTF id sets, for eng/kfuncs.sh. Arguments: the output, then for each kernel,
// newest first, its version, what init.c printed, and the bytes of its section .BTF_ids.
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

const int ArgumentsPerKernel = 3;
const uint KfuncSet = 1; // BTF_SET8_KFUNCS, include/linux/btf_ids.h (kernel 6.9); before that, the sets have no flags.
const int MaximumSetSize = 1000;

List<string> kinds = [];
SortedDictionary<string, (uint Flags, List<string> Kernels)> functions = new(StringComparer.Ordinal);
for (int i = 1; i < args.Length; i += ArgumentsPerKernel)
{
    string[][] lines = [.. File.ReadLines(args[i + 1]).Where(static line => line.StartsWith("K ", StringComparison.Ordinal)).Select(static line => line.Trim().Split(' '))];
    HashSet<uint> ids = [.. File.ReadLines(args[i + 1]).Where(static line => line.StartsWith("F ", StringComparison.Ordinal)).Select(static line => uint.Parse(line[2..], CultureInfo.InvariantCulture))];
    Dictionary<uint, uint> flags = FlagsOf(File.ReadAllBytes(args[i + 2]), ids);
    foreach (string[] line in lines)
    {
        ulong any = 0;
        ulong sleepable = 0;
        foreach (string kind in line[3..].SelectMany(WithTracing).Distinct())
        {
            string name = kind.TrimEnd('!');
            if (!kinds.Contains(name))
            {
                kinds.Add(name);
            }

            ulong bit = 1UL << kinds.IndexOf(name);
            (any, sleepable) = kind.EndsWith('!') ? (any, sleepable | bit) : (any | bit, sleepable);
        }

        if ((any | sleepable) == 0)
        {
            continue; // Only for programs that the guests do not try.
        }

        uint id = uint.Parse(line[2], CultureInfo.InvariantCulture);
        List<string> kernels = functions.TryGetValue(line[1], out var found) ? found.Kernels : [];
        functions[line[1]] = (found.Kernels is null ? flags.GetValueOrDefault(id) : found.Flags, kernels);
        kernels.Add(FormattableString.Invariant($"{args[i]}:{any:x}:{sleepable & ~any:x}"));
    }
}

StringBuilder table = new();
table.Append("# Functions of the kernel that programs may call, written by eng/kfuncs.sh. The first line has the kinds of programs. Then a line for each function: its name;\n");
table.Append("# its flags in hexadecimal (KF_*, include/linux/btf.h); for each kernel its version, the kinds as bits, and those that have to be sleepable.\n");
table.Append(string.Join('\t', kinds)).Append('\n');
foreach ((string name, (uint flags, List<string> kernels)) in functions)
{
    table.Append(CultureInfo.InvariantCulture, $"{name}\t{flags:x}\t{string.Join('\t', Enumerable.Reverse(kernels))}\n");
}

File.WriteAllText(args[0], table.ToString());
Console.WriteLine($"{functions.Count} functions");

// No function that may be traced is known to be sleepable on all kernels, but iterators are, and the kernel treats both alike (BTF_KFUNC_HOOK_TRACING).
static IEnumerable<string> WithTracing(string kind)
    => kind == "TRACE_ITER!" ? [kind, "TRACE_FENTRY!", "TRACE_FEXIT!", "MODIFY_RETURN!"] : [kind];

// The section is a sequence of lists; a set with flags is its length, its own flags, and pairs of id and flags in the order of the ids.
static Dictionary<uint, uint> FlagsOf(byte[] section, HashSet<uint> functions)
{
    ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(section);
    Dictionary<uint, uint> flags = [];
    for (int i = 0; i + 1 < words.Length; i++)
    {
        int count = (int)Math.Min(words[i], MaximumSetSize);
        if (count == 0 || words[i + 1] > KfuncSet || i + 2 + (2 * count) > words.Length || !IsSet(words.Slice(i + 2, 2 * count), functions))
        {
            continue;
        }

        for (int j = 0; j < count; j++)
        {
            ref uint known = ref CollectionsMarshal.GetValueRefOrAddDefault(flags, words[i + 2 + (2 * j)], out _);
            known |= words[i + 3 + (2 * j)];
        }

        i += 1 + (2 * count);
    }

    return flags;
}

static bool IsSet(ReadOnlySpan<uint> pairs, HashSet<uint> functions)
{
    const uint HighestFlags = 1 << 24;
    for (int i = 0; i < pairs.Length; i += 2)
    {
        if (!functions.Contains(pairs[i]) || pairs[i + 1] >= HighestFlags || (i > 0 && pairs[i] <= pairs[i - 2]))
        {
            return false;
        }
    }

    return true;
}
