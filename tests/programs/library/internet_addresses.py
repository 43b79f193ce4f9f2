"""ipaddress: addresses, networks and interfaces of both versions."""
from ipaddress import *
import pickle
def err(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
for a in ('192.168.1.1','10.0.0.5','8.8.8.8','127.0.0.1','224.0.0.1','0.0.0.0','169.254.1.1','100.64.0.1','240.0.0.1','::1','fe80::1','2001:db8::1','ff02::1','::','2001:4860:4860::8888','::ffff:1.2.3.4','fc00::1','1:2:3:4:5:6:7:8','1:0:0:4:0:0:0:8'):
    x=ip_address(a); print(repr(x), int(x), x.packed, x.exploded, x.compressed, x.version, x.is_private, x.is_global, x.is_loopback, x.is_multicast, x.is_link_local, x.is_reserved, x.is_unspecified, x.reverse_pointer, x+1, x.max_prefixlen)
for a in ('1.2.3','1.2.3.256','01.2.3.4','a.b.c.d','1.2.3.4/5','','1..2.3','1:2','1::2::3',':1:2:3:4:5:6:7','12345::','g::','1.2.3.4444',5,-1,2**32,b'\1\2\3\4',b'x',None): err(ip_address,a); err(IPv4Address,a)
for n in ('192.168.0.0/24','10.0.0.0/8','192.168.1.0/255.255.255.0','192.168.1.0/0.0.0.255','2001:db8::/32','1.2.3.4','10.0.0.0/31','10.0.0.0/30'):
    x=ip_network(n); print(repr(x), x.netmask, x.hostmask, x.broadcast_address, x.num_addresses, x.prefixlen, x.with_netmask, x.with_hostmask, x[0], x[-1], [str(h) for h,_ in zip(x.hosts(),range(3))], x.supernet(), [str(s) for s,_ in zip(x.subnets(),range(3))], x.is_private, x.is_global)
for n in ('192.168.1.1/24','1.2.3.4/33','1.2.3.4/a','1.2.3.4/1/2','1.2.3.0/255.0.255.0','::/129'): err(ip_network,n); err(ip_network,n,strict=False)
N=ip_network('192.168.0.0/22'); print(ip_address('192.168.1.1') in N, ip_address('10.0.0.1') in N, N.overlaps(ip_network('192.168.3.0/24')), ip_network('192.168.1.0/24').subnet_of(N), N.supernet_of(ip_network('192.168.1.0/24')), list(N.subnets(new_prefix=24)), N.supernet(new_prefix=16), list(N.address_exclude(ip_network('192.168.1.0/24'))), N==ip_network('192.168.0.0/22'), N<ip_network('192.169.0.0/22'), sorted([ip_address('2.2.2.2'),ip_address('1.1.1.1')]), len(list(ip_network('10.0.0.0/29'))), len(list(ip_network('10.0.0.0/29').hosts())))
err(lambda: ip_address('1.1.1.1')<ip_address('::1')); err(lambda: list(N.subnets(new_prefix=8))); err(lambda: N[2000]); err(lambda: ip_address('1.1.1.1')<5); err(lambda: list(N.address_exclude(ip_network('1.0.0.0/8')))); err(lambda: ip_address('255.255.255.255')+1)
I=ip_interface('192.168.1.5/24'); print(repr(I), I.ip, I.network, I.netmask, I.with_prefixlen, I.with_netmask, I==ip_interface('192.168.1.5/24'), I+1 if 0 else '')
print(list(summarize_address_range(ip_address('192.0.2.0'),ip_address('192.0.2.130'))), list(collapse_addresses([ip_network('192.0.2.0/25'),ip_network('192.0.2.128/25'),ip_network('1.1.1.1')])), pickle.loads(pickle.dumps(ip_address('1.2.3.4'))), {ip_address('1.1.1.1')}, f"{ip_address('1.2.3.4'):x}", f"{ip_address('1.2.3.4'):#b}", ip_address('::ffff:1.2.3.4').ipv4_mapped, ip_network('10.0.0.0/8').is_private)
