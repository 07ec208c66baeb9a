using System.Buffers.Binary;
using Bpf.Runtime.Programs;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>
/// The specifications that the programs of one object read: numbered entries of its map <c>__bpf_usdt_specs</c>, shared by probes with the same
/// arguments within one attachment, and freed when it ends.
/// </summary>
internal sealed class UsdtSpecifications
{
    private const string MapName = "__bpf_usdt_specs";
    private const string AddressMapName = "__bpf_usdt_ip_to_spec_id";
    private readonly Lock _lock = new();
    private readonly Stack<uint> _free = new();
    private readonly BpfMap _map;
    private readonly BpfMap _addresses;
    private readonly UsdtSpecificationLayout _layout;
    private uint _next;

    /// <exception cref="BpfException">The object lacks the maps, or their layout is unknown.</exception>
    public UsdtSpecifications(IProgramOwner owner)
    {
        _map = Find(owner, MapName);
        _addresses = Find(owner, AddressMapName);
        _layout = UsdtSpecificationLayout.OfSize(_map.ValueSize) ?? throw new BpfUnsupportedException(
            "attach USDT probes of", owner.Name,
            $"The values of map '{MapName}' have {_map.ValueSize} bytes; only 208 (libbpf up to 1.6) and 304 (1.7 and later) are supported.");
    }

    /// <summary>Allocates a specification number for each of some probes; equal arguments share a number.</summary>
    /// <param name="program">The program.</param>
    /// <param name="points">The arguments of each probe.</param>
    /// <param name="cookie">The user's cookie.</param>
    /// <param name="used">The allocated numbers, to be released.</param>
    /// <exception cref="BpfUnsupportedException">The program reads an argument that cannot be read; nothing is allocated.</exception>
    /// <exception cref="BpfException">The map is full; nothing is allocated.</exception>
    public ulong[] Take(BpfProgram program, IReadOnlyList<UsdtArgument[]> points, ulong cookie, out List<uint> used)
    {
        used = [];
        Dictionary<string, uint> numbers = [];
        HashSet<string> reported = [];
        ulong[] result = new ulong[points.Count];
        try
        {
            for (int i = 0; i < result.Length; i++)
            {
                UsdtArgument[] arguments = _layout.Express(points[i]);
                RequireReadable(program, arguments, reported);
                byte[] value = _layout.Encode(arguments, cookie);
                string key = Convert.ToHexString(value);
                if (!numbers.TryGetValue(key, out uint number))
                {
                    number = TakeNumber(program.Name);
                    used.Add(number);
                    numbers.Add(key, number);
                    Write(number, value);
                }

                result[i] = number;
            }
        }
        catch
        {
            Release(used);
            throw;
        }

        return result;
    }

    /// <summary>Registers the specification of the instruction at an address, for programs without attach cookies.</summary>
    /// <exception cref="BpfException">The address is already registered, or the map is full.</exception>
    public void Bind(ulong address, uint number)
    {
        Span<byte> key = stackalloc byte[8];
        Span<byte> value = stackalloc byte[4];
        BinaryPrimitives.WriteUInt64LittleEndian(key, address);
        BinaryPrimitives.WriteUInt32LittleEndian(value, number);
        _addresses.Update(key, value, MapUpdateMode.Insert);
    }

    /// <summary>Reverts <see cref="Bind"/>.</summary>
    public void Unbind(IEnumerable<ulong> addresses)
    {
        Span<byte> key = stackalloc byte[8];
        foreach (ulong address in addresses)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(key, address);
            if (_addresses.IsCreated)
            {
                _addresses.Remove(key);
            }
        }
    }

    /// <summary>Releases numbers.</summary>
    public void Release(IEnumerable<uint> numbers)
    {
        lock (_lock)
        {
            foreach (uint number in numbers)
            {
                _free.Push(number);
            }
        }
    }

    // The location of an argument that the program does not read is irrelevant.
    private void RequireReadable(BpfProgram program, UsdtArgument[] arguments, HashSet<string> reported)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Problem is not { } problem)
            {
                continue;
            }

            if (UsdtReads.Contains(program.Instructions, _layout, i))
            {
                throw new BpfUnsupportedException("attach program", program.Name, $"It uses an argument of the USDT probe that cannot be read: {problem}.");
            }

            if (reported.Add(problem))
            {
                program.Owner.Log(BpfLogLevel.Warning, program.Name, "an argument of the USDT probe cannot be read; reading it fails with EINVAL: "
                    + $"{problem}");
            }
        }
    }

    private static BpfMap Find(IProgramOwner owner, string name)
    {
        foreach (BpfMap map in owner.Maps)
        {
            if (map.Name == name)
            {
                return map;
            }
        }

        throw new BpfException(
            "attach USDT probes of", owner.Name, Errno.ESRCH,
            $"The object has no map '{name}', which programs use to find the arguments; C programs must include usdt.bpf.h.");
    }

    private uint TakeNumber(string program)
    {
        lock (_lock)
        {
            if (_free.TryPop(out uint number))
            {
                return number;
            }

            if (_next < _map.MaxEntries)
            {
                return _next++;
            }
        }

        throw new BpfException(
            "attach program", program, Errno.E2BIG,
            $"Map '{MapName}' is full: it has room for {_map.MaxEntries} different argument lists; enlarge it before Load.");
    }

    private void Write(uint number, byte[] value)
    {
        Span<byte> key = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(key, number);
        _map.Update(key, value);
    }
}
