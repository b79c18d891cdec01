#!/bin/bash
# Installs what ./run --build-only built as a system service, or brings an installed one up to date.
# Program in /opt/shouhou, data in /var/lib/shouhou, more options in /etc/default/shouhou.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
[ "$(id -u)" = 0 ] || { echo "请用 root 执行 · run as root" >&2; exit 1; }
[ -x build/release/bin/shouhou ] && [ -f web/dist/index.html ] ||
  { echo "请先执行 ./run --build-only · run ./run --build-only first" >&2; exit 1; }

id shouhou >/dev/null 2>&1 || useradd --system --home-dir /var/lib/shouhou --shell /usr/sbin/nologin shouhou
install -d /opt/shouhou/bin /opt/shouhou/docs
# Put the new files beside the old ones and swap, so that a running desk never sees half of them.
install -m 755 build/release/bin/shouhou /opt/shouhou/bin/shouhou.new
mv -f /opt/shouhou/bin/shouhou.new /opt/shouhou/bin/shouhou
rm -rf /opt/shouhou/web.new /opt/shouhou/web.old
cp -r web/dist /opt/shouhou/web.new
[ ! -d /opt/shouhou/web ] || mv /opt/shouhou/web /opt/shouhou/web.old
mv /opt/shouhou/web.new /opt/shouhou/web
rm -rf /opt/shouhou/web.old
cp docs/*.md /opt/shouhou/docs/
if [ ! -f /etc/default/shouhou ]; then
  printf '# SHOUHOU_OPTIONS="--port 8080 --host 127.0.0.1 --postgres postgresql://…"\n' >/etc/default/shouhou
  chmod 600 /etc/default/shouhou
fi
install -m 644 packaging/shouhou.service /etc/systemd/system/shouhou.service
systemctl daemon-reload
systemctl enable shouhou >/dev/null
systemctl restart shouhou
echo "已启动 · started: systemctl status shouhou, journalctl -u shouhou"
