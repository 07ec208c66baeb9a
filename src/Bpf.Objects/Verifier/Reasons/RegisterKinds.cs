using System.Text.RegularExpressions;

namespace Bpf.Objects.Verifier.Reasons;

/// <summary>What the verifier calls the kinds of values in registers, in plain words.</summary>
internal static partial class RegisterKinds
{
    private static readonly Dictionary<string, string> s_words = new()
    {
        ["scalar"] = "a number",
        ["inv"] = "a number",
        ["fp"] = "a variable on the stack",
        ["map_value"] = "a value of a map",
        ["map_key"] = "a key of a map",
        ["map_ptr"] = "a map",
        ["ctx"] = "the context",
        ["pkt"] = "a pointer into the packet",
        ["pkt_meta"] = "a pointer to the packet's metadata",
        ["pkt_end"] = "the end of the packet",
        ["mem"] = "other memory of known size",
        ["rdonly_mem"] = "read-only memory",
        ["alloc_mem"] = "a record of a ring buffer",
        ["ringbuf_mem"] = "a record of a ring buffer",
        ["buf"] = "a buffer of the kernel",
        ["rdonly_buf"] = "a read-only buffer of the kernel",
        ["rdwr_buf"] = "a buffer of the kernel",
        ["sock"] = "a socket",
        ["sock_common"] = "a socket",
        ["tcp_sock"] = "a TCP socket",
        ["xdp_sock"] = "an XDP socket",
        ["func"] = "a function of the program",
        ["dynptr_ptr"] = "a dynptr",
        ["flow_keys"] = "the flow keys",
        ["arena"] = "memory of an arena",
        ["ptr_"] = "a kernel object",
        ["trusted_ptr_"] = "a kernel object",
        ["rcu_ptr_"] = "a kernel object",
        ["percpu_ptr_"] = "a per-CPU variable of the kernel",
    };

    /// <summary>Names a kind or several, separated by commas: "fp", "ptr_task_struct", "map_value, ptr_"; one that is not known stands as it is.</summary>
    public static string Describe(string kinds)
    {
        string[] words = [.. kinds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Word).Distinct()];
        return words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} or {words[^1]}";
    }

    /// <summary>The kinds that the message says are expected: it lists them with commas.</summary>
    public static string Expected(string message) => Kinds().Match(message) is { Success: true } kinds ? kinds.Groups[1].Value : "";

    /// <summary>The kind that the message says it has found.</summary>
    public static string Actual(string message) => Kind().Match(message) is { Success: true } kind ? kind.Groups[1].Value : "";

    private static string Word(string kind)
        => s_words.TryGetValue(kind, out string? word) ? word
            : KernelPointer().Match(kind) is { Success: true } pointer ? $"a pointer to the kernel's struct {pointer.Groups[1].ValueSpan}"
            : $"'{kind}'";

    [GeneratedRegex(@"expected=(\w+(?:, \w+)*)")]
    private static partial Regex Kinds();

    [GeneratedRegex(@"type=(\w+) expected=")]
    private static partial Regex Kind();

    [GeneratedRegex(@"^(?:trusted_|untrusted_|rcu_)?ptr_(\w+)$")]
    private static partial Regex KernelPointer();
}
